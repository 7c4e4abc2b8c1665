-- What the scripts of scripts.py share; it stands before each of them.

-- How many of the newest entries are never merged, and how many more there may be before it is done.
local FRESH, MERGE_AFTER = 64, 256
-- Milliseconds that the end of a stream can be read.
local TOMBSTONE = 10000
local SEPARATOR, BETWEEN = '\31', '\30'

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function split(text, separator)
  local fields, from = {}, 1
  while true do
    local at = string.find(text, separator, from, true)
    if not at then break end
    fields[#fields + 1] = string.sub(text, from, at - 1)
    from = at + 1
  end
  fields[#fields + 1] = string.sub(text, from)
  return fields
end

local function number(id) return tonumber(string.match(id, '^%d+')) end

local function add(key, seq, entry) redis.call('XADD', key, seq .. '-0', 'e', entry) end

local function raise_floor(head, seq)
  if seq and seq > tonumber(redis.call('HGET', head, 'floor')) then
    redis.call('HSET', head, 'floor', seq)
  end
end

local function expire(head, idle, long)
  local known = redis.call('HMGET', head, 'epoch', 'lives', 'followed')
  local ttl = tonumber(idle)
  if tonumber(known[2] or 0) > 0 then ttl = tonumber(long) end
  local left = tonumber(known[3] or 0) - now()
  if left > ttl then ttl = left end
  redis.call('PEXPIRE', head, ttl)
  redis.call('PEXPIRE', head .. ':' .. known[1], ttl)
end

local function begin(head, epoch)
  redis.call('HSET', head, 'epoch', epoch, 'seq', 0, 'floor', 0, 'lives', 0)
end

local function set_live(head, turn, mark)
  if mark == 'live' and redis.call('HSETNX', head, 'live:' .. turn, 1) == 1 then
    redis.call('HINCRBY', head, 'lives', 1)
  elseif mark == 'end' and redis.call('HDEL', head, 'live:' .. turn) == 1 then
    redis.call('HINCRBY', head, 'lives', -1)
  end
end

-- Entries that tell of a turn, and the conversation's own, are the ones to forget with it.
local function tells(entry, turn)
  local told = string.sub(entry, 1, string.find(entry, SEPARATOR, 1, true) - 1)
  return told == turn or told == ''
end

local function finish(key, seq)
  redis.call('DEL', key)
  add(key, seq + 1, 'end')
  redis.call('PEXPIRE', key, TOMBSTONE)
end

-- A new epoch without a turn; what is told of others goes over.
local function renew(head, old, new, turn)
  local from, to = head .. ':' .. old, head .. ':' .. new
  local floor
  for _, each in ipairs(redis.call('XRANGE', from, '-', '+')) do
    if tells(each[2][2], turn) then
      floor = number(each[1])
    else
      add(to, number(each[1]), each[2][2])
    end
  end
  redis.call('HSET', head, 'epoch', new)
  raise_floor(head, floor)
  set_live(head, turn, 'end')
  finish(from, tonumber(redis.call('HGET', head, 'seq')))
end

local function merge(key)
  local entries = redis.call('XRANGE', key, '-', '+')
  local kept = {}
  for index, each in ipairs(entries) do
    local seq, fields, last = number(each[1]), split(each[2][2], SEPARATOR), kept[#kept]
    local joins = last and fields[2] ~= '' and last.fields[2] == fields[2]
    if joins and index <= #entries - FRESH then
      last.seq = seq
      last.texts[#last.texts + 1] = fields[4]
    else
      kept[#kept + 1] = {seq = seq, first = seq, fields = fields, texts = {fields[4]}}
    end
  end
  redis.call('DEL', key)
  for _, each in ipairs(kept) do
    local fields = each.fields
    if #each.texts > 1 then
      fields[4] = table.concat(each.texts)
      if fields[6] == '' then fields[6] = tostring(each.first) end
    end
    add(key, each.seq, table.concat(fields, SEPARATOR))
  end
end

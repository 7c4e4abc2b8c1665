"""What Redis itself does to a conversation's log, each script in one step.

A log is two keys, and nobody but these scripts changes them:

- `weft:CONVERSATION`, a hash: `epoch`; `seq`, the last number given; `floor`, the last number that
  was forgotten; `lives`, how many turns are live; `followed`, until when readers follow it (ms);
  `live:TURN` and `closed:TURN`; `by:SENDER`, the sender's last batch;
- `weft:CONVERSATION:EPOCH`, a stream: entry `N-0` has number N, its field is as in `entries.py`.

Idle ones expire: `idle` ms after the last word, `long` ms where a turn is live.
"""

import hashlib
from dataclasses import dataclass, field

FRESH = 64
"""How many of the newest entries are never merged."""
MERGE_AFTER = 256
TOMBSTONE = 10_000
"""Milliseconds that the end of a stream can be read."""

_SHARED = f"""
local FRESH, MERGE_AFTER, TOMBSTONE = {FRESH}, {MERGE_AFTER}, {TOMBSTONE}
local SEPARATOR = '\\31'

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function split(entry)
  local fields, from = {{}}, 1
  while true do
    local at = string.find(entry, SEPARATOR, from, true)
    if not at then break end
    fields[#fields + 1] = string.sub(entry, from, at - 1)
    from = at + 1
  end
  fields[#fields + 1] = string.sub(entry, from)
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
  local kept = {{}}
  for index, each in ipairs(entries) do
    local seq, fields, last = number(each[1]), split(each[2][2]), kept[#kept]
    local joins = last and fields[2] ~= '' and last.fields[2] == fields[2]
    if joins and index <= #entries - FRESH then
      last.seq = seq
      last.texts[#last.texts + 1] = fields[4]
    else
      kept[#kept + 1] = {{seq = seq, first = seq, fields = fields, texts = {{fields[4]}}}}
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
"""


@dataclass(frozen=True, slots=True)
class Script:
    """A script and the name Redis knows it by once it has it."""

    text: str
    sha: str = field(init=False)

    def __post_init__(self) -> None:
        sha = hashlib.sha1(self.text.encode(), usedforsecurity=False).hexdigest()
        object.__setattr__(self, "sha", sha)


def _write(body: str) -> Script:
    return Script(_SHARED + body)


APPEND = _write("""
-- idle, long, epoch to begin with, sender, batch, turn, mode, mark, entries: 1 where they are told
-- now or were before, 0 where what came before them is lost, -1 where the turn is closed.
local head, turn, mode = KEYS[1], ARGV[6], ARGV[7]
local sender, batch = 'by:' .. ARGV[4], tonumber(ARGV[5])
local epoch = redis.call('HGET', head, 'epoch')
if epoch then
  if batch <= tonumber(redis.call('HGET', head, sender) or 0) then return 1 end
  if redis.call('HEXISTS', head, 'closed:' .. turn) == 1 then return -1 end
end
if mode == 'more' and redis.call('HEXISTS', head, 'live:' .. turn) == 0 then return 0 end
if not epoch then
  epoch = ARGV[3]
  begin(head, epoch)
elseif mode == 'again' then
  renew(head, epoch, ARGV[3], turn)
  epoch = ARGV[3]
end
local key = head .. ':' .. epoch
local seq = redis.call('HINCRBY', head, 'seq', #ARGV - 8) - (#ARGV - 8)
for index = 9, #ARGV do add(key, seq + index - 8, ARGV[index]) end
redis.call('HSET', head, sender, batch)
set_live(head, turn, ARGV[8])
if redis.call('XLEN', key) > FRESH + MERGE_AFTER then merge(key) end
expire(head, ARGV[1], ARGV[2])
return 1
""")

RENEW = _write("""
-- idle, long, new epoch, turn: the turn is closed, nobody tells of it any more.
local head, turn = KEYS[1], ARGV[4]
local epoch = redis.call('HGET', head, 'epoch')
if not epoch then return 0 end
renew(head, epoch, ARGV[3], turn)
redis.call('HSET', head, 'closed:' .. turn, 1)
expire(head, ARGV[1], ARGV[2])
return 1
""")

FORGET = _write("""
-- idle, long, turn: its entries go.
local head, turn = KEYS[1], ARGV[3]
local epoch = redis.call('HGET', head, 'epoch')
if not epoch then return 0 end
local key = head .. ':' .. epoch
local floor
for _, each in ipairs(redis.call('XRANGE', key, '-', '+')) do
  if tells(each[2][2], turn) then
    redis.call('XDEL', key, each[1])
    floor = number(each[1])
  end
end
raise_floor(head, floor)
if redis.call('XLEN', key) == 0 then expire(head, 1, ARGV[2]) end
return 1
""")

DROP = _write("""
local head = KEYS[1]
local known = redis.call('HMGET', head, 'epoch', 'seq')
if not known[1] then return 0 end
finish(head .. ':' .. known[1], tonumber(known[2]))
redis.call('DEL', head)
return 1
""")

LOOK = _write("""
-- idle, long, epoch to begin with: epoch, seq, floor, entries.
local head = KEYS[1]
if redis.call('EXISTS', head) == 0 then
  begin(head, ARGV[3])
  expire(head, ARGV[1], ARGV[2])
end
local known = redis.call('HMGET', head, 'epoch', 'seq', 'floor')
local entries = redis.call('XRANGE', head .. ':' .. known[1], '-', '+')
return {known[1], tonumber(known[2]), tonumber(known[3]), entries}
""")

READ = _write("""
-- epoch, seq: the entries after it; nothing where that cannot be honoured.
local known = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'floor')
local seq = tonumber(ARGV[2])
if known[1] ~= ARGV[1] or seq < tonumber(known[3]) or seq > tonumber(known[2]) then return false end
return redis.call('XRANGE', KEYS[1] .. ':' .. known[1], '(' .. ARGV[2] .. '-0', '+')
""")

FOLLOW = _write("""
-- For how long, then each key's epoch: the keys that have another one now.
local until_then = now() + tonumber(ARGV[1])
local lost = {}
for index, head in ipairs(KEYS) do
  local known = redis.call('HMGET', head, 'epoch', 'followed')
  if known[1] ~= ARGV[index + 1] then
    lost[#lost + 1] = head
  else
    redis.call('HSET', head, 'followed', until_then)
    for _, key in ipairs({head, head .. ':' .. known[1]}) do
      if redis.call('PTTL', key) < tonumber(ARGV[1]) then redis.call('PEXPIRE', key, ARGV[1]) end
    end
  end
end
return lost
""")

ALL = (APPEND, RENEW, FORGET, DROP, LOOK, READ, FOLLOW)

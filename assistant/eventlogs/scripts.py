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
from pathlib import Path

_SHARED = Path(__file__).with_name("shared.lua").read_text("utf-8")


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
-- Tells runs of many conversations, each its key. After idle, long and sender come two arguments
-- for each: epoch to begin with, batch, turn, mode, mark; and the entries. Gives for each: 1 where
-- it is told now or was before, 0 where what came before it is lost, -1 where its turn is closed.
local idle, long, sender = ARGV[1], ARGV[2], 'by:' .. ARGV[3]

local function append(head, epoch_to_begin, batch, turn, mode, mark, entries)
  local known = redis.call('HMGET', head, 'epoch', sender, 'closed:' .. turn, 'live:' .. turn)
  local epoch = known[1]
  if tonumber(batch) <= tonumber(known[2] or 0) then return 1 end
  if known[3] then return -1 end
  if mode == 'more' and not known[4] then return 0 end
  if not epoch then
    epoch = epoch_to_begin
    begin(head, epoch)
  elseif mode == 'again' then
    renew(head, epoch, epoch_to_begin, turn)
    epoch = epoch_to_begin
  end
  local key = head .. ':' .. epoch
  local seq = redis.call('HINCRBY', head, 'seq', #entries) - #entries
  for index, entry in ipairs(entries) do add(key, seq + index, entry) end
  redis.call('HSET', head, sender, batch)
  set_live(head, turn, mark)
  if redis.call('XLEN', key) > FRESH + MERGE_AFTER then merge(key) end
  expire(head, idle, long)
  return 1
end

local answers = {}
for index, head in ipairs(KEYS) do
  local about = split(ARGV[2 * index + 2], SEPARATOR)
  local entries = split(ARGV[2 * index + 3], BETWEEN)
  answers[index] = append(head, about[1], about[2], about[3], about[4], about[5], entries)
end
return answers
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

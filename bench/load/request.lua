-- One kind of request for wrk, and its findings as one line of JSON.
--
-- From the environment: METHOD, PLACE (path and query), BODY, HEADERS (one "Name: value" a line), BEGIN, and LISTS
-- (one "name: a b c" a line). In place, body and headers {n} stands for a number, counted up from BEGIN, that no other
-- request has: each change has an Idempotency-Key of its own. {name} stands for an item of that list; the lists turn
-- like an odometer, the first with every request, the next when the one before it has gone round.
-- Runs with one thread (-t1), so the number is unique.

local method = os.getenv("METHOD") or "GET"
local place = os.getenv("PLACE") or "/"
local body = os.getenv("BODY")
local headers, lists = {}, {}
for name, value in (os.getenv("HEADERS") or ""):gmatch("([^:\n]+): ([^\n]+)") do headers[name] = value end
for name, items in (os.getenv("LISTS") or ""):gmatch("([^:\n]+): ([^\n]+)") do
  local list = { name = name }
  for item in items:gmatch("%S+") do list[#list + 1] = item end
  lists[#lists + 1] = list
end

number = tonumber(os.getenv("BEGIN") or "0") -- global, so that done() can ask the thread for it
local same -- what is sent every time, when nothing in it is to be filled in
local threads = {}

function setup(thread) threads[#threads + 1] = thread end

function init()
  local all = place .. (body or "")
  for _, value in pairs(headers) do all = all .. value end
  if not all:find("{%w+}") then same = wrk.format(method, place, headers, body) end
end

function request()
  if same then return same end
  number = number + 1
  local words, turn = { n = tostring(number) }, number
  for _, list in ipairs(lists) do
    words[list.name] = list[turn % #list + 1]
    turn = math.floor(turn / #list)
  end
  local filled = {}
  for name, value in pairs(headers) do filled[name] = value:gsub("{(%w+)}", words) end
  return wrk.format(method, (place:gsub("{(%w+)}", words)), filled, body and (body:gsub("{(%w+)}", words)))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %.6f, "bytes": %d, "p50": %.3f, "p99": %.3f, "refused": %d, "broken": %d, "last": %d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    threads[1]:get("number")))
end

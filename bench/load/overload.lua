-- Sends the bodies of a file at a rate, whether those before were answered or not, and prints what came of them as one
-- line of JSON. Arguments: the file, the API key, the mean pause of a connection between its requests in milliseconds.
local bodies = {}
local nth = 0
local pause
local threads = {}

accepted, shed, failed, without_retry_after = 0, 0, 0, 0

function setup(thread)
  threads[#threads + 1] = thread
end

function init(args)
  for body in io.lines(args[1]) do bodies[#bodies + 1] = body end
  local headers = { ['content-type'] = 'application/json', authorization = 'Bearer ' .. args[2] }
  for index, body in ipairs(bodies) do bodies[index] = wrk.format('POST', nil, headers, body) end
  pause = tonumber(args[3])
end

function delay()
  return math.floor(math.random() * 2 * pause)
end

function request()
  nth = nth % #bodies + 1
  return bodies[nth]
end

function response(status, headers)
  if status == 200 then
    accepted = accepted + 1
  elseif status == 503 then
    shed = shed + 1
    if headers['retry-after'] == nil then without_retry_after = without_retry_after + 1 end
  else
    failed = failed + 1
  end
end

-- wrk keeps one distribution for all answers. Those that were turned away are the quick ones, so the slowest of all are
-- taken for the accepted ones: that never makes these look better than they were.
function done(summary, latency)
  local function total(name)
    local sum = 0
    for _, thread in ipairs(threads) do sum = sum + thread:get(name) end
    return sum
  end
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write + errors.timeout
  local answered = total('accepted') + total('shed') + total('failed')
  local share = 100 * total('accepted') / answered
  local function milliseconds(percentile) return latency:percentile(math.min(100, percentile)) / 1e3 end
  io.write(string.format(
    '\nRESULT {"offered":%.1f,"accepted":%d,"shed":%d,"shedWithoutRetryAfter":%d,"failed":%d,"acceptedP50":%.3f,"acceptedP99":%.3f,"shedP99":%.3f,"longest":%.3f}\n',
    (answered + broken) / (summary.duration / 1e6), total('accepted'), total('shed'), total('without_retry_after'),
    total('failed') + broken, milliseconds(100 - share / 2), milliseconds(100 - share / 100),
    milliseconds(0.99 * (100 - share)), latency.max / 1e3))
end

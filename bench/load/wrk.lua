-- Sends the bodies of a file in turn, one a line, and prints what was measured as one line of JSON.
-- Arguments: the file, the API key, a text that each request has of its own, and what its own begins with.
local bodies = {}
local nth = 0
local sent = 0
local placeholder, start

function init(args)
  for body in io.lines(args[1]) do bodies[#bodies + 1] = body end
  local headers = { ['content-type'] = 'application/json', authorization = 'Bearer ' .. args[2] }
  for index, body in ipairs(bodies) do bodies[index] = wrk.format('POST', nil, headers, body) end
  if string.find(bodies[1], args[3], 1, true) then placeholder, start = string.gsub(args[3], '%-', '%%-'), args[4] end
end

function request()
  nth = nth % #bodies + 1
  if placeholder == nil then return bodies[nth] end
  sent = sent + 1
  return (string.gsub(bodies[nth], placeholder, start .. string.format('%08d', sent)))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests":%d,"seconds":%.6f,"bytes":%d,"p50":%.3f,"p99":%.3f,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end

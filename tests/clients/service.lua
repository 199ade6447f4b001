-- For wrk, with one connection a thread: so the answers of a thread come in the order of its questions. Every answer is held, byte
-- for byte, against the one that the catalogue of its serial gives. `known.lua` is written by `tests/clients/service`.
local threads = {}

function setup(thread)
    table.insert(threads, thread)
end

function init(arguments)
    known = dofile(arguments[1])
    answered, wrong, seen, last = 0, 0, 0, 0
    first_wrong, serials = "", {}
    requests = {}
    for at, question in ipairs(known) do
        requests[at] = wrk.format("GET", question.path)
    end
end

-- A thread asks once it has been answered. (wrk calls this once more to see what a request is.)
function request()
    return requests[answered % #known + 1]
end

function response(status, headers, body)
    local question = known[answered % #known + 1]
    answered = answered + 1
    local serial = body:match('"serial":(%d+)[,}]')
    if serial and not serials[serial] then
        serials[serial] = true
        seen = seen + 1
        last = math.max(last, tonumber(serial))
    end
    local parts = serial and question.bodies[tonumber(serial) % 2 + 1]
    if status ~= 200 or not parts or body ~= parts[1] .. serial .. parts[2] then
        wrong = wrong + 1
        if first_wrong == "" then
            first_wrong = question.path .. " " .. status .. " " .. body
        end
    end
end

function done(summary, latency, requests)
    local answered, wrong, seen, last = 0, 0, 0, 0
    for _, thread in ipairs(threads) do
        answered = answered + thread:get("answered")
        wrong = wrong + thread:get("wrong")
        seen = math.max(seen, thread:get("seen"))
        last = math.max(last, thread:get("last"))
        if thread:get("first_wrong") ~= "" then
            io.write("wrong: ", thread:get("first_wrong"), "\n")
        end
    end
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    io.write(string.format('RESULT {"requests": %d, "answered": %d, "failed": %d, "wrong": %d, "serials": %d, "last": %d, "seconds": %f, "p99_us": %d}\n',
        summary.requests, answered, failed, wrong, seen, last, summary.duration / 1e6, latency:percentile(99)))
end

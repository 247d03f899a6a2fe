namespace RayNet.Runtime.Head.Redis;

/// <summary>What Redis runs in one piece. All keys are in one slot.</summary>
internal static class RedisScripts
{
    internal const string Records = "{raynet}:records";
    internal const string Lease = "{raynet}:lease";
    internal const string Term = "{raynet}:term";
    internal const string Heads = "{raynet}:heads";
    internal const string Format = "{raynet}:format";

    /// <summary>The lease is term, holder and address, and runs out by itself.</summary>
    internal const string Take = """
        local lease = redis.call('GET', KEYS[1])
        if lease then
          if string.find(lease, '|' .. ARGV[1] .. '|', 1, true) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
          return lease
        end
        lease = redis.call('INCR', KEYS[2]) .. '|' .. ARGV[1] .. '|' .. ARGV[2]
        redis.call('SET', KEYS[1], lease, 'PX', ARGV[3])
        return lease
        """;

    internal const string Release = """
        local lease = redis.call('GET', KEYS[1])
        if lease and string.find(lease, '|' .. ARGV[1] .. '|', 1, true) then redis.call('DEL', KEYS[1]) end
        return 0
        """;

    /// <summary>Compares the term, then writes: fields with their values, of which an empty one removes.</summary>
    internal const string Commit = """
        local lease = redis.call('GET', KEYS[1])
        if not lease or string.sub(lease, 1, #ARGV[1] + 1) ~= ARGV[1] .. '|' then return 0 end
        for i = 2, #ARGV, 2 do
          if ARGV[i + 1] == '' then redis.call('HDEL', KEYS[2], ARGV[i]) else redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
        end
        return 1
        """;

    /// <summary>Heads by the time when they were heard of, which is Redis's own.</summary>
    internal const string Announce = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        redis.call('ZADD', KEYS[1], now, ARGV[1])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2] * 10)
        return redis.call('ZRANGEBYSCORE', KEYS[1], now - ARGV[2], '+inf')
        """;
}

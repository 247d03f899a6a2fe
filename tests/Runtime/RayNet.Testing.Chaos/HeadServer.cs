namespace RayNet.Testing.Chaos;

/// <summary>The server that several heads share, if they share one.</summary>
internal static class HeadServer
{
    /// <summary>Starts it; it ends with the result.</summary>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    internal static async Task<LocalServer?> StartAsync(RunOptions options)
    {
        if (options.Heads == 1 || options.Store == RunOptions.Raft)
        {
            return null;
        }

        bool isRedis = options.Store == "redis";
        string missing = isRedis ? RedisServer.Missing : PostgresServer.Missing;
        if (missing.Length > 0)
        {
            throw new InvalidOperationException(missing);
        }

        return isRedis ? await RedisServer.CreateAsync().ConfigureAwait(false) : await PostgresServer.CreateAsync().ConfigureAwait(false);
    }
}

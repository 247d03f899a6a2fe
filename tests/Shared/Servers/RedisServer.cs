using System.Diagnostics;
using System.Globalization;

namespace RayNet.Tests;

/// <summary>A Redis of the system's package, which has on disk what it answered.</summary>
internal sealed class RedisServer : LocalServer
{
    private const string Binary = "/usr/bin/redis-server";

    private RedisServer()
    {
    }

    /// <summary>Why there is none here; empty where there is one.</summary>
    internal static string Missing { get; } = File.Exists(Binary) ? string.Empty : $"Redis is not installed ({Binary}): apt-get install --no-install-recommends redis-server";

    internal override string Storage => string.Create(CultureInfo.InvariantCulture, $"redis://127.0.0.1:{Port}");

    internal static async Task<RedisServer> CreateAsync()
    {
        var server = new RedisServer();
        await server.StartAsync();
        return server;
    }

    private protected override ProcessStartInfo Command() => new(
        Binary,
        ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", Folder, "--save", string.Empty, "--appendonly", "yes", "--appendfsync", "always", "--logfile", Path.Combine(Folder, "log")]);

    private protected override async Task CheckAsync(CancellationToken cancellationToken)
    {
        byte[] answer = await SendAsync("PING\r\n"u8.ToArray(), cancellationToken);
        if (answer[0] != (byte)'+')
        {
            throw new IOException("It is loading.");
        }
    }
}

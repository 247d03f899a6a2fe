using System.Globalization;
using RayNet.Runtime.Head.Shared;
using StackExchange.Redis;

namespace RayNet.Runtime.Head.Redis;

/// <summary><c>redis://user:password@host:port/database</c>, or <c>rediss://</c> with TLS, as StackExchange.Redis writes it.</summary>
internal static class RedisAddress
{
    private const int ConnectMilliseconds = 10_000;

    private const string Plain = "redis";
    private const string Encrypted = "rediss";
    private const int DefaultPort = 6379;

    /// <summary>Whether a storage is named so.</summary>
    internal static bool IsOne(string text) =>
        text.StartsWith(Plain + "://", StringComparison.OrdinalIgnoreCase) || text.StartsWith(Encrypted + "://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="InvalidOptionException">It cannot be read. The message does not repeat it, since it may hold a password.</exception>
    internal static ConfigurationOptions Parse(string text, LeaseTimes times)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
        {
            throw Unreadable("it is no address of a server");
        }

        string[] user = uri.UserInfo.Split(':', 2);
        int milliseconds = Math.Max(1_000, (int)times.Duration.TotalMilliseconds);
        var options = new ConfigurationOptions
        {
            Ssl = uri.Scheme.Equals(Encrypted, StringComparison.OrdinalIgnoreCase),
            AbortOnConnectFail = true,

            // The client holds back questions about the server's settings otherwise.
            AllowAdmin = true,
            ClientName = "raynet",

            // Starting may take longer. Whoever waits for an answer for longer than a lease has lost it anyway.
            ConnectTimeout = Math.Max(milliseconds, ConnectMilliseconds),
            SyncTimeout = milliseconds,
            AsyncTimeout = milliseconds,
            KeepAlive = 1,
            ReconnectRetryPolicy = new LinearRetry(200),
            BacklogPolicy = BacklogPolicy.FailFast,
        };
        options.EndPoints.Add(uri.Host.Trim('[', ']'), uri.Port > 0 ? uri.Port : DefaultPort);
        if (user[0].Length > 0)
        {
            options.User = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            options.Password = Uri.UnescapeDataString(user[1]);
        }

        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database)
        {
            options.DefaultDatabase = int.TryParse(database, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw Unreadable($"'{database}' is no number of a database");
        }

        return options;
    }

    private static InvalidOptionException Unreadable(string why) =>
        new($"The storage cannot be read: {why}. Give --storage redis://user:password@host:port/database (rediss:// with TLS), or the same in RAYNET_STORAGE, which others do not see.");
}

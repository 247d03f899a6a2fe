using Npgsql;

namespace RayNet.Runtime.Head.Postgres;

/// <summary><c>postgres://user:password@host:port/database?sslmode=require</c> as Npgsql writes it.</summary>
internal static class PostgresAddress
{
    private static readonly string[] Schemes = ["postgres", "postgresql"];

    /// <summary>Whether a storage is named so.</summary>
    internal static bool IsOne(string text) => Schemes.Any(scheme => text.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="InvalidOptionException">It cannot be read. The message does not repeat it, since it may hold a password.</exception>
    internal static NpgsqlConnectionStringBuilder Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
        {
            throw Unreadable("it is no address of a server");
        }

        string[] user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = uri.Host, Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort };
        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database)
        {
            settings.Database = Uri.UnescapeDataString(database);
        }

        foreach (string part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            try
            {
                settings[Uri.UnescapeDataString(pair[0])] = pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : string.Empty;
            }
            catch (Exception exception) when (exception is ArgumentException or FormatException)
            {
                throw Unreadable($"'{pair[0]}' is no setting of Npgsql, or has another kind of value");
            }
        }

        return settings;
    }

    private static InvalidOptionException Unreadable(string why) =>
        new($"The storage cannot be read: {why}. Give --storage postgres://user:password@host:port/database, or the same in RAYNET_STORAGE, which others do not see.");
}

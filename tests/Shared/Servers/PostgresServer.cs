using System.Diagnostics;
using System.Globalization;

namespace RayNet.Tests;

/// <summary>A PostgreSQL of the system's package.</summary>
internal sealed class PostgresServer : LocalServer
{
    private const string Root = "/usr/lib/postgresql";
    private const string User = "postgres";

    private PostgresServer()
    {
    }

    /// <summary>Why there is none here; empty where there is one.</summary>
    internal static string Missing { get; } = Binaries.Length > 0 ? string.Empty : $"PostgreSQL is not installed ({Root}/*/bin/postgres): apt-get install --no-install-recommends postgresql";

    internal override string Storage => string.Create(CultureInfo.InvariantCulture, $"postgres://raynet@127.0.0.1:{Port}/postgres");

    private static string Binaries => Directory.Exists(Root)
        ? Directory.GetDirectories(Root).Select(static version => Path.Combine(version, "bin")).Where(static folder => File.Exists(Path.Combine(folder, "postgres"))).Order(StringComparer.Ordinal).LastOrDefault() ?? string.Empty
        : string.Empty;

    private string Data => Path.Combine(Folder, "data");

    internal static async Task<PostgresServer> CreateAsync()
    {
        var server = new PostgresServer();
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", User, server.Folder);
        }

        Run([.. AsUser, Path.Combine(Binaries, "initdb"), "-D", server.Data, "-A", "trust", "-U", "raynet", "--no-sync", "--no-locale", "-E", "UTF8"]);
        await server.StartAsync();
        return server;
    }

    /// <summary>It refuses to run as root.</summary>
    private static string[] AsUser => Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", "--"] : [];

    private protected override ProcessStartInfo Command()
    {
        string[] command =
        [
            .. AsUser, Path.Combine(Binaries, "postgres"), "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={Folder}",
            "-c", "shared_buffers=16MB", "-c", "max_connections=50", "-c", "logging_collector=off", "-c", "log_min_messages=fatal",
        ];
        return new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, WorkingDirectory = Folder };
    }

    private protected override async Task CheckAsync(CancellationToken cancellationToken)
    {
        // A question for TLS is answered by one letter, as soon as connections are taken; then the server may still be starting.
        await SendAsync([0, 0, 0, 8, 4, 210, 22, 47], cancellationToken);
        byte[] answer = await SendAsync([0, 0, 0, 39, 0, 3, 0, 0, .. "user\0raynet\0database\0postgres\0\0"u8], cancellationToken);
        if (answer[0] != (byte)'R')
        {
            throw new IOException("It is starting.");
        }
    }
}

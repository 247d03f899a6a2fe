using System.CommandLine;
using RayNet.Cli.Clusters;

namespace RayNet.Cli.Options;

/// <summary>The options by which a command finds its cluster.</summary>
internal sealed class ConnectOptions
{
    private readonly Option<string?> _address = new("--address") { Description = "The cluster: host:port or raynet://host:port?fp=... By default RAYNET_ADDRESS, or the one that runs on this machine.", HelpName = "address" };
    private readonly Option<string?> _sessionDir = SessionDir();
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = "The file with the cluster's token. By default RAYNET_TOKEN or RAYNET_TOKEN_FILE, or that of the local cluster.", HelpName = "file" };
    private readonly Option<string?> _authority = new("--tls-ca") { Description = "The PEM file with the cluster's authority. By default RAYNET_TLS_CA.", HelpName = "file" };
    private readonly Option<string?> _certificate = new("--tls-cert") { Description = "A client certificate, as PEM. By default RAYNET_TLS_CERT.", HelpName = "file" };
    private readonly Option<string?> _key = new("--tls-key") { Description = "The key of --tls-cert. By default RAYNET_TLS_KEY.", HelpName = "file" };
    private readonly Option<string> _timeout = new("--timeout") { Description = "How long the cluster may take to answer.", HelpName = "time", DefaultValueFactory = static _ => "15s" };

    private ConnectOptions()
    {
    }

    /// <summary>Adds the options to a command.</summary>
    internal static ConnectOptions AddTo(Command command)
    {
        var options = new ConnectOptions();
        command.Add(options._address);
        command.Add(options._sessionDir);
        command.Add(options._tokenFile);
        command.Add(options._authority);
        command.Add(options._certificate);
        command.Add(options._key);
        command.Add(options._timeout);
        return options;
    }

    internal static Option<string?> SessionDir() => new("--session-dir") { Description = "The folder of the clusters of this machine. By default RAYNET_SESSION_DIR, or raynet in $XDG_RUNTIME_DIR or the temporary folder.", HelpName = "folder" };

    internal static Option<bool> Json() => new("--json") { Description = "Write JSON." };

    internal ClusterRequest Read(ParseResult parsed) => new(
        parsed.GetValue(_address),
        parsed.GetValue(_sessionDir),
        parsed.GetValue(_tokenFile),
        parsed.GetValue(_authority),
        parsed.GetValue(_certificate),
        parsed.GetValue(_key),
        Texts.Time("--timeout", parsed.GetRequiredValue(_timeout)));
}

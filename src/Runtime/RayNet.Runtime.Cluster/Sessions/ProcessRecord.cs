using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Cluster.Sessions;

/// <summary>A head or node that runs on this machine, as it wrote itself down.</summary>
internal sealed record ProcessRecord
{
    internal const string Head = "head";
    internal const string Node = "node";

    /// <summary>Head or node.</summary>
    public required string Role { get; init; }

    /// <summary>The process, and no later one with its id.</summary>
    public required string Process { get; init; }

    /// <summary>Where it is reached: as a join address for a head.</summary>
    public required string Address { get; init; }

    /// <summary>The head that a node belongs to; the same as <see cref="Address"/> for a head.</summary>
    public required string HeadAddress { get; init; }

    /// <summary>Whether it is a head that stood by when this was written.</summary>
    public bool StandsBy { get; init; }

    /// <summary>The file with the cluster's token; empty where it has none.</summary>
    public string TokenFile { get; init; } = string.Empty;

    /// <summary>The file with the certificate of the cluster's authority; empty where it has none.</summary>
    public string AuthorityFile { get; init; } = string.Empty;

    /// <summary>The cluster, in hexadecimal digits.</summary>
    public string ClusterId { get; init; } = string.Empty;

    /// <summary>The node in it; empty for a head without one.</summary>
    public string NodeId { get; init; } = string.Empty;

    /// <summary>RayNet's version.</summary>
    public required string Version { get; init; }

    /// <summary>Where it logs; empty for one that writes to its terminal.</summary>
    public string LogFile { get; init; } = string.Empty;

    /// <summary>When it started.</summary>
    public required DateTime StartedAt { get; init; }

    internal ProcessIdentity Identity => ProcessIdentity.TryParse(Process, out ProcessIdentity identity) ? identity : default;

    /// <summary>What this user started on this machine needs no options: what was not given otherwise, by an option or a variable, comes from its files.</summary>
    internal ClusterCredentials Complete(ClusterCredentials given)
    {
        if (given.Token is null && TokenFile.Length > 0)
        {
            given = given with { Token = SecretFile.ReadToken(TokenFile) };
        }

        return given.Authority is null && AuthorityFile.Length > 0 && File.Exists(AuthorityFile)
            ? given with { Authority = ClusterEnvironment.ReadCertificate(AuthorityFile) }
            : given;
    }
}

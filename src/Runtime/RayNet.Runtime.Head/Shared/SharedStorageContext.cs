using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace RayNet.Runtime.Head.Shared;

/// <summary>What a shared storage has to know of the head that opens it.</summary>
internal sealed record SharedStorageContext
{
    /// <summary>Where the head listens, as others reach it.</summary>
    internal required string Host { get; init; }

    /// <summary>The port that it listens on.</summary>
    internal required int Port { get; init; }

    /// <summary><c>host:port</c>.</summary>
    internal required string Address { get; init; }

    /// <summary>The folder of runs of this head, for what it keeps on its own disk.</summary>
    internal required string Folder { get; init; }

    internal LeaseTimes Times { get; init; } = LeaseTimes.Default;

    /// <summary>The head's certificate; <see langword="null"/> without TLS.</summary>
    internal X509Certificate2? Certificate { get; init; }

    /// <summary>The authority of the cluster, if it has one of its own.</summary>
    internal X509Certificate2? Authority { get; init; }

    internal required TimeProvider Time { get; init; }

    internal required ILoggerFactory Logging { get; init; }
}

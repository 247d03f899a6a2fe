using System.Security.Cryptography.X509Certificates;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>What a client shows to a cluster, and what it believes of it.</summary>
internal sealed record ClusterCredentials
{
    /// <summary>No token, and no authority.</summary>
    internal static readonly ClusterCredentials None = new();

    /// <summary>The cluster's token, if it has one.</summary>
    internal string? Token { get; init; }

    /// <summary>The authority that signs the certificates of the cluster; <see langword="null"/> when there is none, or it is known by its fingerprint only.</summary>
    internal X509Certificate2? Authority { get; init; }

    /// <summary>The client's own certificate, for a cluster that asks for one.</summary>
    internal X509Certificate2? Certificate { get; init; }
}

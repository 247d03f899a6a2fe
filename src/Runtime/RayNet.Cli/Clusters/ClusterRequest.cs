namespace RayNet.Cli.Clusters;

/// <summary>What was said about the cluster to talk to.</summary>
internal sealed record ClusterRequest(string? Address, string? SessionDir, string? TokenFile, string? Authority, string? Certificate, string? Key, TimeSpan Timeout);

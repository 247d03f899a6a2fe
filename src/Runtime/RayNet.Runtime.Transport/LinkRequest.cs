namespace RayNet.Runtime.Transport;

/// <summary>What somebody who opens a stream to a node wants.</summary>
/// <param name="Target">The process to reach: the origin of its ids. 0 is the node itself.</param>
/// <param name="Purpose">What the stream is for, as the two sides have agreed.</param>
/// <param name="RemoteAddress">Where the stream comes from; empty on the side that opens it.</param>
internal sealed record LinkRequest(ulong Target, string Purpose, string RemoteAddress = "")
{
    /// <summary>The ticket that somebody waits with for this stream; empty where nobody does.</summary>
    internal string Ticket { get; init; } = string.Empty;
}

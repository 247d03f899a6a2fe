namespace RayNet.Runtime.Deployment.Files;

/// <summary>A file on its way into a store: its beginning is on the disk.</summary>
internal sealed class PartialFile(long total, long received, DateTimeOffset lastUsed)
{
    /// <summary>One chunk at a time.</summary>
    internal SemaphoreSlim Gate { get; } = new(1);

    internal long Total { get; } = total;

    internal long Received { get; set; } = received;

    internal DateTimeOffset LastUsed { get; set; } = lastUsed;

    /// <summary>Whether it became a file of the store, or was given up.</summary>
    internal bool IsClosed { get; set; }

    /// <summary>Whether the store keeps room for it.</summary>
    internal bool IsReserved { get; set; } = true;
}

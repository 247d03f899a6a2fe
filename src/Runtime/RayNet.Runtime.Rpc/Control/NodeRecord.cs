namespace RayNet.Runtime.Control;

/// <summary>What the head knows of a node.</summary>
/// <param name="Info">As it joined.</param>
/// <param name="Liveness">Whether it is there.</param>
/// <param name="Report">Its last report.</param>
/// <param name="Reason">Why it is dead or draining; empty otherwise.</param>
/// <param name="StartedAt">When it joined.</param>
/// <param name="EndedAt">When it died.</param>
internal sealed record NodeRecord(NodeInfo Info, NodeLiveness Liveness, NodeReport Report, string Reason, DateTime StartedAt, DateTime? EndedAt)
{
    /// <summary>That it is to leave, also while its connection is broken; <see langword="null"/> where nobody asked for that.</summary>
    public NodeDrain? Drain { get; init; }

    /// <summary>Whether it is dead because it said that it leaves; one that was given up may come back under a new id.</summary>
    public bool HasLeft { get; init; }
}

using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Shared;

/// <summary>A place for the head's tables that several heads reach, one of which leads at a time. Made once for each process.</summary>
internal interface ISharedStorage : IAsyncDisposable
{
    /// <summary>Where the leader listens, as far as this head knows; empty while there is none.</summary>
    string Leader { get; }

    /// <summary>All heads that are known, this one included.</summary>
    IReadOnlyList<HeadMember> Members { get; }

    /// <summary>Waits until this head leads. Called again when the leadership that it returned was lost and given up.</summary>
    Task<HeadLease> CampaignAsync(CancellationToken cancellationToken);
}

namespace RayNet.Runtime.Head.Shared.Leases;

/// <summary>A server with the tables and one lease on them. Every member is one atomic step there.</summary>
internal interface ILeaseBackend : ITermRecords, IAsyncDisposable
{
    /// <summary>
    /// Takes the lease if it is free or has run out, which begins a new term; makes it longer if <paramref name="holder"/> has it.
    /// Returns who has it then. The server's clock decides when it runs out.
    /// </summary>
    /// <param name="holder">One time of one head as the leader.</param>
    /// <param name="address">Where that head listens.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<LeaseState> TakeAsync(Guid holder, string address, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Makes the lease free, if <paramref name="holder"/> has it.</summary>
    Task ReleaseAsync(Guid holder, CancellationToken cancellationToken);

    /// <summary>Says that a head is there, and returns those that said so lately.</summary>
    Task<IReadOnlyList<string>> AnnounceAsync(string address, TimeSpan lately, CancellationToken cancellationToken);
}

namespace RayNet.Runtime.Head.Shared.Leases;

/// <summary>Who has the lease.</summary>
/// <param name="Holder">One time of one head as the leader.</param>
/// <param name="Address">Where that head listens.</param>
/// <param name="Term">Grows with every new holder.</param>
internal readonly record struct LeaseState(Guid Holder, string Address, long Term);

using RayNet.Runtime.Head.Shared;

namespace RayNet.Runtime.Server.Heads;

/// <summary>A storage that several heads share.</summary>
/// <param name="Open">Opens it, once the head knows where it listens.</param>
/// <param name="Times">How fast a leader is missed.</param>
internal sealed record SharedStorageOptions(Func<SharedStorageContext, CancellationToken, Task<ISharedStorage>> Open, LeaseTimes Times);

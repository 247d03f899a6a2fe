namespace RayNet;

/// <summary>What <see cref="Ray.WaitAsync"/> found.</summary>
/// <param name="Ready">As many ready references as were asked for, or fewer after a timeout, in the order given.</param>
/// <param name="NotReady">All others, in the order given.</param>
/// <typeparam name="TRef">The type of the references.</typeparam>
public sealed record WaitResult<TRef>(IReadOnlyList<TRef> Ready, IReadOnlyList<TRef> NotReady)
    where TRef : ObjectRef;

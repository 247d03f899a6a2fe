namespace RayNet;

/// <summary>See <see cref="SchedulingStrategy.Custom"/>.</summary>
public sealed record CustomSchedulingStrategy : SchedulingStrategy
{
    internal CustomSchedulingStrategy(ISchedulingPolicy policy) => Policy = policy;

    /// <summary>The policy.</summary>
    public ISchedulingPolicy Policy { get; }
}

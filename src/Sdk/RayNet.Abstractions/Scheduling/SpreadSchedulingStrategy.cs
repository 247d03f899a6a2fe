namespace RayNet;

/// <summary>See <see cref="SchedulingStrategy.Spread"/>.</summary>
public sealed record SpreadSchedulingStrategy : SchedulingStrategy
{
    internal SpreadSchedulingStrategy()
    {
    }
}

namespace RayNet;

/// <summary>See <see cref="SchedulingStrategy.Default"/>.</summary>
public sealed record DefaultSchedulingStrategy : SchedulingStrategy
{
    internal DefaultSchedulingStrategy()
    {
    }
}

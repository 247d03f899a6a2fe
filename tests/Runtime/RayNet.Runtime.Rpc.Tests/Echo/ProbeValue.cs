using MessagePack;

namespace RayNet.Runtime.Rpc.Tests.Echo;

/// <summary>A value with what values have: numbered members, a gap, a collection, an enum.</summary>
[MessagePackObject]
public sealed record ProbeValue([property: Key(0)] string Name, [property: Key(2)] int[] Numbers, [property: Key(3)] DayOfWeek Day);

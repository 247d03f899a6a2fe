using RayNet.Runtime.Resources;
using RayNet.Runtime.Sharing;

namespace RayNet.Runtime.Scheduling.Tests;

/// <summary>Work of several teams on one node, from a seed.</summary>
internal sealed class RandomShares(int seed)
{
    private readonly RandomCluster _cluster = new(seed);

    internal Random Random => _cluster.Random;

    internal ResourceVector Total { get; } = ResourceVector.From(ResourceDemand.Create(16, 4, 0, [new("license", 2)]));

    internal static string Team(int job) => $"team{job % 3}";

    internal ShareClaim Claim(long number)
    {
        int job = Random.Next(5);
        return new ShareClaim(number, new JobId(1, (ulong)job), Team(job), (job / 2) + Random.Next(2), Random.Next(2), _cluster.Demand(), TimeSpan.FromSeconds(Random.Next(0, 100))) { IsOverQuota = Random.Next(5) == 0 };
    }

    internal ShareHolding[] Holdings(int most) => [.. Enumerable.Range(1, Random.Next(0, most)).Select(number =>
    {
        int job = Random.Next(5);
        return new ShareHolding(number, new JobId(1, (ulong)job), Team(job), job / 2, _cluster.Demand(), (ulong)Random.Next(1, 10), Random.Next(8) != 0, Random.Next(12) == 0);
    })];

    internal ResourceVector Free()
    {
        ResourceVector free = Total.Copy();
        free.Subtract(ResourceDemand.Create(Random.Next(0, 17), Random.Next(0, 5), 0, [new("license", Random.Next(0, 3))]));
        return free;
    }
}

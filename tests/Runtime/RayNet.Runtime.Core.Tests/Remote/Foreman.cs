namespace RayNet.Runtime.Tests;

[Actor(NumCpus = 1)]
internal sealed class Foreman
{
    private static readonly TaskOptions NoCpu = new() { NumCpus = 0 };

    public int SumBlocking(int count) => Ray.Get(Enumerable.Range(0, count).Select(i => Work.EchoRemote(i, NoCpu))).Sum();

    public async Task<int> SumAsync(int count) => (await Ray.WhenAll(Enumerable.Range(0, count).Select(i => Work.EchoRemote(i, NoCpu)))).Sum();
}

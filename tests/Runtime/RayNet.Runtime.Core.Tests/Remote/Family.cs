namespace RayNet.Runtime.Tests;

/// <summary>Tasks that submit others.</summary>
internal static class Family
{
    [Remote]
    public static async Task<int> Parent(int children, int gate, int ended) =>
        (await Ray.WhenAll(Enumerable.Range(0, children).Select(_ => Family.ChildRemote(gate, ended)))).Sum();

    [Remote]
    public static async Task<int> Child(int gate, int ended, CancellationToken cancellationToken)
    {
        try
        {
            await Gate.Of(gate).PassAsync(cancellationToken);
            return 1;
        }
        finally
        {
            Gate.Of(ended).Arrive();
        }
    }

    [Remote]
    public static async Task<int> ParentOfGated(int gate, int done) => await Family.GatedRemote(gate, done);

    [Remote]
    public static async Task<int> Gated(int gate, int done, CancellationToken cancellationToken)
    {
        await Gate.Of(gate).PassAsync(cancellationToken);
        Gate.Of(done).Arrive();
        return 1;
    }

    [Remote(RetryOn = [typeof(ShopException)])]
    public static int ThrowWhenCancelled(int gate, CancellationToken cancellationToken)
    {
        Gate.Of(gate).Arrive();
        cancellationToken.WaitHandle.WaitOne(Soon.Limit);
        throw new ShopException("cancelled or not");
    }
}

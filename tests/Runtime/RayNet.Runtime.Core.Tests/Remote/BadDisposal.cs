namespace RayNet.Runtime.Tests;

[Actor]
internal sealed class BadDisposal : IDisposable
{
    public int Ping() => 1;

    public void Dispose() => throw new ShopException("cannot close");
}

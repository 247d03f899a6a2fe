namespace RayNet.Testing.Tests;

/// <summary>Makes and takes values, small and large, directly and inside lists.</summary>
[Actor]
internal sealed class Station
{
    public int MakeSmall() => Parcels.Small;

    public byte[] MakeLarge(int size) => Work.Make(size, 1);

    public long TakeSmall(int value) => value;

    public long TakeLarge(byte[] block) => block.Length;

    public async Task<long> TakeSmallListed(List<ObjectRef<int>> values) => await values[0];

    public async Task<long> TakeLargeListed(List<ObjectRef<byte[]>> blocks) => (await blocks[0]).Length;
}

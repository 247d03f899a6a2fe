namespace RayNet.Runtime.Tests;

internal sealed record Holder(string Name, ObjectRef<int> Reference)
{
    [Remote]
    public static async Task<int> Get(Holder holder) => await holder.Reference;
}

namespace RayNet.Runtime.Tests;

internal static class Sharing
{
    private static readonly List<int> Shared = [];

    [Remote]
    public static Point Same(Point point) => point;

    [Remote]
    public static int Sum(List<int> list) => list.Sum();

    [Remote]
    public static List<int> Append(List<int> list, int value)
    {
        list.Add(value);
        return list;
    }

    [Remote]
    public static List<int> Static() => Shared;

    [Remote]
    public static ObjectRef<int> MakeRef(int value) => Ray.Put(value);

    [Remote]
    public static Dictionary<string, List<ObjectRef<int>>> ManyRefs(int count) =>
        new() { ["all"] = [.. Enumerable.Range(0, count).Select(i => Work.EchoRemote(i))] };
}

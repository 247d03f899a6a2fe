using RayNet;

await using var ray = await Ray.InitAsync();

public static class Broken
{
    [Remote] public static long Length(Stream stream) => stream.Length;

    [Remote] public static void Swap(ref int left, ref int right) => (left, right) = (right, left);

    [Remote] public static int Parse(string text) => int.Parse(text);

    public static void Drop()
    {
        Broken.ParseRemote("1");
    }
}

namespace RayNet.Testing.Tests;

/// <summary>The tasks beside <see cref="Station"/>.</summary>
internal static class Parcels
{
    internal const int Small = 7;

    [Remote]
    public static int MakeSmall() => Small;

    [Remote]
    public static byte[] MakeLarge(int size) => Work.Make(size, 1);

    [Remote]
    public static long TakeSmall(int value) => value;

    [Remote]
    public static long TakeLarge(byte[] block) => block.Length;

    [Remote]
    public static async Task<long> TakeSmallListed(List<ObjectRef<int>> values) => await values[0];

    [Remote]
    public static async Task<long> TakeLargeListed(List<ObjectRef<byte[]>> blocks) => (await blocks[0]).Length;

    /// <summary>What a plain helper and another task return.</summary>
    [Remote]
    public static async Task<int[]> Nested() => [Helper(), await Work.EchoRemote(2, On.Node("head"))];

    /// <summary>Waits for a call to the meeting's actor, and then for nothing.</summary>
    [Remote]
    public static async Task<int> After(ActorHandle<Meeting> meeting)
    {
        await meeting.First();
        return 1;
    }

    /// <summary>Needs both, so the block waits with it until the other one comes.</summary>
    [Remote]
    public static long SumWhen(byte[] block, int ready) => Work.Sum(block) * ready;

    [Remote]
    public static byte[] MakeWhen(int size, int ready) => Work.Make(size, (byte)ready);

    [Remote]
    public static async Task<long> ReadEnvelope(Envelope envelope) => envelope.Number + (await envelope.Block).Length;

    /// <summary>Reads what is in the list, and dies.</summary>
    [Remote(MaxRetries = 0)]
    public static async Task<long> Crash(List<ObjectRef<byte[]>> blocks)
    {
        long length = (await blocks[0]).Length;
        Environment.FailFast($"The test wants it, after {length} bytes.");
        return length;
    }

    [Remote(SplitReturns = true)]
    public static (int Number, string Text, byte[] Block) Split(int size) => (Small, "text", Work.Make(size, 1));

    /// <summary>The text of a mixture that was made from a number.</summary>
    [Remote]
    public static string ReadMixture(Mixture mixture, int number) =>
        mixture.Integer == number && mixture.Real == number * 0.5 && mixture.List.SequenceEqual(Enumerable.Range(0, number)) ? mixture.Text : "other values";

    [Remote]
    public static int Depth(Knot knot) => knot.Next is null ? 1 : 1 + Depth(knot.Next);

    /// <summary>A value that contains itself.</summary>
    [Remote]
    public static Knot Tie()
    {
        var knot = new Knot();
        knot.Next = knot;
        return knot;
    }

    private static int Helper() => 1;
}

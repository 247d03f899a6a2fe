using System.Numerics;
using System.Text;

namespace RayNet.Runtime.Rpc.Tests.Codecs;

internal sealed class CodecService : ICodecService
{
    public ValueTask Numbers(byte a, sbyte b, short c, ushort d, int e, uint f, long g, ulong h, float i, double j, decimal k, char l, bool m, Half n, BigInteger o) => default;

    public ValueTask Texts(string a, string? b, Guid c, Uri d, Version e, StringBuilder f) => default;

    public ValueTask Times(DateTime a, DateTimeOffset b, TimeSpan c, DateOnly d, TimeOnly e, DateTime? f, DateTime[] g, List<DateTime> h) => default;

    public ValueTask Enums(DayOfWeek a, SmallEnum b, LargeEnum c, DayOfWeek? d) => default;

    public ValueTask Collections(int[] a, List<string> b, Dictionary<string, int> c, HashSet<int> d, Queue<int> e, Stack<int> f, IReadOnlyList<long> g, SortedDictionary<int, string> h, byte[] i, ReadOnlyMemory<byte> j, int[,] k) => default;

    public ValueTask Tuples((int, string) a, Tuple<int, string> b, KeyValuePair<string, int> c, (int A, (string B, long C) D)? d) => default;

    public ValueTask Objects(Keyed a, Shape b, Point c, Nested d, Keyed? e) => default;

    public Task<(Guid Id, DateTime At, Keyed Value)> Mixed(Keyed[] values, Dictionary<Guid, Nested> more) => Task.FromResult((Guid.Empty, DateTime.UnixEpoch, values?.FirstOrDefault() ?? new Keyed()));

    public ValueTask<Growing> Grown(Growing value) => new(value);
}

using System.Numerics;
using System.Text;

namespace RayNet.Runtime.Rpc.Tests.Codecs;

/// <summary>Reaches one type of each kind, so that it has a generated formatter.</summary>
[RpcService("Codecs")]
internal interface ICodecService
{
    ValueTask Numbers(byte a, sbyte b, short c, ushort d, int e, uint f, long g, ulong h, float i, double j, decimal k, char l, bool m, Half n, BigInteger o);

    ValueTask Texts(string a, string? b, Guid c, Uri d, Version e, StringBuilder f);

    ValueTask Times(DateTime a, DateTimeOffset b, TimeSpan c, DateOnly d, TimeOnly e, DateTime? f, DateTime[] g, List<DateTime> h);

    ValueTask Enums(DayOfWeek a, SmallEnum b, LargeEnum c, DayOfWeek? d);

    ValueTask Collections(int[] a, List<string> b, Dictionary<string, int> c, HashSet<int> d, Queue<int> e, Stack<int> f, IReadOnlyList<long> g, SortedDictionary<int, string> h, byte[] i, ReadOnlyMemory<byte> j, int[,] k);

    ValueTask Tuples((int, string) a, Tuple<int, string> b, KeyValuePair<string, int> c, (int A, (string B, long C) D)? d);

    ValueTask Objects(Keyed a, Shape b, Point c, Nested d, Keyed? e);

    Task<(Guid Id, DateTime At, Keyed Value)> Mixed(Keyed[] values, Dictionary<Guid, Nested> more);

    ValueTask<Growing> Grown(Growing value);
}

using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RayNet.Runtime.Deployment.Builds;

/// <summary>The SHA-256 of a file's content. A type of its own, so that no text from outside ever becomes the name of a stored file.</summary>
internal readonly record struct FileHash
{
    /// <summary>How many bytes a hash has.</summary>
    internal const int Length = SHA256.HashSizeInBytes;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    internal FileHash(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length);
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The hash of no bytes.</summary>
    internal static FileHash Empty { get; } = Of([]);

    internal static FileHash Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(content, hash);
        return new FileHash(hash);
    }

    /// <summary>Reads exactly 64 lower-case hexadecimal digits.</summary>
    internal static bool TryParse([NotNullWhen(true)] string? text, out FileHash hash)
    {
        hash = default;
        if (text is not { Length: Length * 2 } || text.AsSpan().ContainsAnyExcept(Digits))
        {
            return false;
        }

        hash = new FileHash(Convert.FromHexString(text));
        return true;
    }

    internal void CopyTo(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(target, _a);
        BinaryPrimitives.WriteUInt64BigEndian(target[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(target[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(target[24..], _d);
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}

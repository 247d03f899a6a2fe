using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RayNet.Runtime.Transport.Sealing;

/// <summary>
/// Seals or opens the blocks of one direction, in their order: the number of a block is its nonce, which both sides count and nobody sends. After a number of blocks both go on with the
/// next key, long before AES-GCM wants it, and the one before cannot be found from it.
/// </summary>
internal sealed class SealKey : IDisposable
{
    internal const int SecretBytes = 32;

    /// <summary>Blocks that one key seals: 16 GiB at most, 2^30 blocks of AES. TLS allows 2^34.5 (RFC 8446, 5.5).</summary>
    internal const int BlocksPerKey = 1 << 16;

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;

    private readonly byte[] _secret;
    private readonly uint _blocksPerKey;
    private AesGcm _cipher;
    private ulong _count;

    /// <param name="secret">What both sides know, and nobody else. It is copied.</param>
    /// <param name="blocksPerKey">Blocks that one key seals.</param>
    internal SealKey(ReadOnlySpan<byte> secret, uint blocksPerKey = BlocksPerKey)
    {
        _secret = secret.ToArray();
        _blocksPerKey = blocksPerKey;
        _cipher = CreateCipher();
    }

    /// <summary>Seals bytes into a block that has room for them and a header.</summary>
    internal void Seal(ReadOnlySpan<byte> bytes, Span<byte> block)
    {
        SealedBlock.WriteLength(block, bytes.Length);
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Next(nonce);
        _cipher.Encrypt(
            nonce,
            bytes,
            block[SealedBlock.HeaderBytes..],
            block[SealedBlock.LengthBytes..SealedBlock.HeaderBytes],
            block[..SealedBlock.LengthBytes]);
    }

    /// <summary>Opens a block, also into its own place.</summary>
    /// <exception cref="SealException">It is not the one that was sealed next. Nothing of it is in <paramref name="bytes"/>.</exception>
    internal void Open(ReadOnlySpan<byte> header, ReadOnlySpan<byte> block, Span<byte> bytes)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Next(nonce);
        try
        {
            _cipher.Decrypt(nonce, block, header[SealedBlock.LengthBytes..], bytes, header[..SealedBlock.LengthBytes]);
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new SealException($"A sealed connection was changed on its way: block {_count - 1} is not the one that was sealed. The connection was ended.", exception);
        }
    }

    public void Dispose() => _cipher.Dispose();

    private void Next(Span<byte> nonce)
    {
        if (_count > 0 && _count % _blocksPerKey == 0)
        {
            Span<byte> next = stackalloc byte[SecretBytes];
            HKDF.Expand(HashAlgorithmName.SHA256, _secret, next, "next"u8);
            next.CopyTo(_secret);
            CryptographicOperations.ZeroMemory(next);
            _cipher.Dispose();
            _cipher = CreateCipher();
        }

        nonce[..(NonceBytes - sizeof(ulong))].Clear();
        BinaryPrimitives.WriteUInt64BigEndian(nonce[(NonceBytes - sizeof(ulong))..], checked(_count++));
    }

    private AesGcm CreateCipher()
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        HKDF.Expand(HashAlgorithmName.SHA256, _secret, key, "key"u8);
        var cipher = new AesGcm(key, SealedBlock.TagBytes);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }
}

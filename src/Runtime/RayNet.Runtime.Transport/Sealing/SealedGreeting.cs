using System.Net.Security;
using System.Security.Cryptography;

namespace RayNet.Runtime.Transport.Sealing;

/// <summary>
/// Makes a sealed channel of a connection on which TLS has greeted: each side sends random bytes through TLS, and the keys come from both. The side that dials seals nothing before the other
/// one's bytes are here, and the other one nothing before it was asked, so TLS has nothing ahead when it is left.
/// </summary>
internal sealed class SealedGreeting
{
    private const int RandomBytes = 32;

    private readonly SslStream _tls;
    private readonly IByteChannel _bare;

    /// <param name="tls">TLS whose greeting is over. Disposing it must leave the connection open.</param>
    /// <param name="bare">The connection below it. Where it blocks, so does the greeting.</param>
    /// <exception cref="InvalidOperationException">TLS protects nothing yet.</exception>
    internal SealedGreeting(SslStream tls, IByteChannel bare)
    {
        if (!tls.IsAuthenticated || !tls.IsEncrypted)
        {
            throw new InvalidOperationException("A connection is sealed after its TLS greeting. Greet first.");
        }

        _tls = tls;
        _bare = bare;
    }

    /// <summary>Greets as the side that connected.</summary>
    /// <param name="words">What is said first: who wants what.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The other side ended.</exception>
    internal async ValueTask<SealedChannel> DialAsync(ReadOnlyMemory<byte> words, CancellationToken cancellationToken)
    {
        byte[] own = RandomNumberGenerator.GetBytes(RandomBytes);
        await SendAsync([.. words.Span, .. own], cancellationToken).ConfigureAwait(false);
        byte[] other = await ReceiveAsync(RandomBytes, cancellationToken).ConfigureAwait(false);
        (byte[] dialer, byte[] acceptor) = Derive(own, other);
        return new SealedChannel(_bare, new SealKey(dialer), new SealKey(acceptor));
    }

    /// <summary>Greets as the side that was connected to, after what the other one said first.</summary>
    /// <exception cref="IOException">The other side ended.</exception>
    internal async ValueTask<SealedChannel> AcceptAsync(CancellationToken cancellationToken)
    {
        byte[] other = await ReceiveAsync(RandomBytes, cancellationToken).ConfigureAwait(false);
        byte[] own = RandomNumberGenerator.GetBytes(RandomBytes);
        await SendAsync(own, cancellationToken).ConfigureAwait(false);
        (byte[] dialer, byte[] acceptor) = Derive(other, own);
        return new SealedChannel(_bare, new SealKey(acceptor), new SealKey(dialer));
    }

    /// <summary>Bytes that came through TLS.</summary>
    /// <exception cref="IOException">The other side ended before.</exception>
    internal async ValueTask<byte[]> ReceiveAsync(int count, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[count];
        if (_bare.Blocks)
        {
            _tls.ReadExactly(bytes);
        }
        else
        {
            await _tls.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        }

        return bytes;
    }

    private async ValueTask SendAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        if (_bare.Blocks)
        {
            _tls.Write(bytes);
        }
        else
        {
            await _tls.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A secret for each direction: by HKDF (RFC 5869), so neither says anything about the other one.</summary>
    private static (byte[] Dialer, byte[] Acceptor) Derive(byte[] dialer, byte[] acceptor)
    {
        byte[] both = [.. dialer, .. acceptor];
        byte[] root = HKDF.Extract(HashAlgorithmName.SHA256, both, "RayNet sealed connection 1"u8.ToArray());
        byte[] fromDialer = HKDF.Expand(HashAlgorithmName.SHA256, root, SealKey.SecretBytes, "dialer"u8.ToArray());
        byte[] fromAcceptor = HKDF.Expand(HashAlgorithmName.SHA256, root, SealKey.SecretBytes, "acceptor"u8.ToArray());
        CryptographicOperations.ZeroMemory(both);
        CryptographicOperations.ZeroMemory(root);
        return (fromDialer, fromAcceptor);
    }
}

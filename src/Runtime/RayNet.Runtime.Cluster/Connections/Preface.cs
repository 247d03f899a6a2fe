using System.Security.Cryptography;
using System.Text;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>
/// The first bytes of connections to a node's port that are not HTTP: eight that say what they are for, and a ticket that a call gave. The first one
/// begins neither a TLS greeting nor HTTP/2.
/// </summary>
internal static class Preface
{
    /// <summary>The first byte of all of them.</summary>
    internal const byte First = (byte)'R';

    /// <summary>Characters of a ticket, as of a secret.</summary>
    internal const int TicketLength = 32;

    internal const int Length = 8 + TicketLength;

    /// <summary>Bytes of objects.</summary>
    internal static readonly byte[] Objects = "RNOBJ/1\n"u8.ToArray();

    /// <summary>Bytes of objects, sealed. It comes inside of TLS only, and what makes the keys follows.</summary>
    internal static readonly byte[] Sealed = "RNSEA/1\n"u8.ToArray();

    /// <summary>TLS follows, and in it the preface that counts; here the ticket means nothing.</summary>
    internal static readonly byte[] Secured = "RNTLS/1\n"u8.ToArray();

    /// <summary>A link to a process. The process secures it itself, so this preface comes without TLS on every port.</summary>
    internal static readonly byte[] Link = "RNLNK/1\n"u8.ToArray();

    internal static byte[] Create(byte[] purpose, string ticket) => [.. purpose, .. Encoding.ASCII.GetBytes(ticket)];

    /// <summary>The ticket, if the bytes begin in this way.</summary>
    internal static string? TicketOf(ReadOnlySpan<byte> bytes, byte[] purpose) =>
        bytes.Length >= Length && bytes.StartsWith(purpose) ? Encoding.ASCII.GetString(bytes[purpose.Length..Length]) : null;

    /// <summary>What comes before TLS.</summary>
    internal static byte[] CreateSecured() => Create(Secured, new string('-', TicketLength));

    /// <summary>128 bits that nobody guesses.</summary>
    internal static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TicketLength / 2));
}

using System.Globalization;
using Grpc.Core;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Rpc;

/// <summary>The gRPC method that carries links: a stream of bytes in both directions, and who it is for in the headers.</summary>
internal static class LinkMethod
{
    internal const string Service = "RayNet.Link";
    internal const string Name = "Open";

    private const string Target = "raynet-target";
    private const string Purpose = "raynet-purpose";
    private const string Ticket = "raynet-ticket";
    private const int LongestText = 256;

    internal static Method<LinkChunk, LinkChunk> Open { get; } = new(MethodType.DuplexStreaming, Service, Name, LinkChunk.Marshaller, LinkChunk.Marshaller);

    internal static void Write(LinkRequest request, Metadata headers)
    {
        headers.Add(Target, request.Target.ToString("x16", CultureInfo.InvariantCulture));
        headers.Add(Purpose, request.Purpose);
        if (request.Ticket.Length > 0)
        {
            headers.Add(Ticket, request.Ticket);
        }
    }

    /// <exception cref="LinkException">The headers are none of RayNet's.</exception>
    internal static LinkRequest Read(Metadata headers, string remoteAddress)
    {
        if (!ulong.TryParse(Text(headers, Target), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong target))
        {
            throw new LinkException(LinkError.Protocol, $"The header {Target} does not name a process.");
        }

        return new LinkRequest(target, Text(headers, Purpose), remoteAddress) { Ticket = Text(headers, Ticket) };
    }

    private static string Text(Metadata headers, string name)
    {
        string text = headers.GetValue(name) ?? string.Empty;
        return text.Length <= LongestText ? text : throw new LinkException(LinkError.Protocol, $"The header {name} has {text.Length} characters; {LongestText} are allowed.");
    }
}

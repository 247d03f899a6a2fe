namespace RayNet.Runtime.Transport;

/// <summary>A link was not made, or broke.</summary>
internal sealed class LinkException(LinkError error, string message, Exception? innerException = null) : IOException(message, innerException)
{
    internal LinkError Error { get; } = error;
}

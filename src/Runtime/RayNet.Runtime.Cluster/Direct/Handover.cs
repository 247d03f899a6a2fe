namespace RayNet.Runtime.Cluster.Direct;

/// <summary>What a node says to a process with a connection that it hands over.</summary>
/// <param name="Token">The cluster's token for links: shows that the node is one.</param>
/// <param name="Secret">What the other side has to show.</param>
/// <param name="Certificate">What the process shows; empty without TLS.</param>
/// <param name="Key">Its private key (PKCS #8).</param>
internal sealed record Handover(string Token, string Secret, byte[] Certificate, byte[] Key)
{
    internal string ToLine() => string.Join(' ', Token, Secret, Convert.ToBase64String(Certificate), Convert.ToBase64String(Key));

    internal static Handover? Read(string line)
    {
        string[] parts = line.Split(' ');
        try
        {
            return parts.Length == 4 ? new Handover(parts[0], parts[1], Convert.FromBase64String(parts[2]), Convert.FromBase64String(parts[3])) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

namespace RayNet.Runtime.Control;

/// <summary>What opens one connection to a process, straight from another machine.</summary>
/// <param name="Ticket">What the node's port is shown. It travels in the clear, and leads once to the process.</param>
/// <param name="Secret">What the process is shown, behind its certificate where the cluster has TLS.</param>
/// <param name="CertificateHash">The SHA-256 of the certificate that the process shows, in hexadecimal; empty without TLS.</param>
internal sealed record LinkTicket(string Ticket, string Secret, string CertificateHash);

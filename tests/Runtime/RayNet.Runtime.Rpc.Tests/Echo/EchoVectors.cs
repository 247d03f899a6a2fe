using Grpc.Core;

namespace RayNet.Runtime.Rpc.Tests.Echo;

/// <summary>
/// What a MagicOnion 7.10.2 server and client sent to each other and to plain gRPC peers, byte by byte. Heartbeats have the times of that day.
/// </summary>
internal static class EchoVectors
{
    /// <summary>Service, method, request and response.</summary>
    internal static TheoryData<string, string, string, string> Answered => new()
    {
        { "IEchoService", "Ping", "01", "02" },
        { "IEchoService", "Ping", "CD012C", "CD012D" },
        { "IEchoService", "NoArg", "C0", "A56E6F617267" },
        { "IEchoService", "Void", "01", "C0" },
        { "IEchoService", "NullStr", "C0", "C0" },
        { "IEchoService", "Greet", "92A3626F6207", "A5626F623A37" },
        { "IEchoService", "Greet", "91A3626F62", "A5626F623A30" },
        { "IEchoService", "Greet", "93A3626F6207A56578747261", "A5626F623A37" },
        { "IEchoService", "Opt", "9101", "2B" },
    };

    /// <summary>Service, method, request, status and detail.</summary>
    internal static TheoryData<string, string, string, StatusCode, string> Failed => new()
    {
        { "IEchoService", "NoArg", "", StatusCode.Unknown, "Exception was thrown by handler." },
        { "IEchoService", "NoArg", "90", StatusCode.Unknown, "Exception was thrown by handler." },
        { "IEchoService", "Greet", "8200A3626F620107", StatusCode.Unknown, "Exception was thrown by handler." },
        { "IEchoService", "Throw", "01", StatusCode.Unknown, "Exception was thrown by handler." },
        { "IEchoService", "Status", "9205A56E6620C3A9", StatusCode.NotFound, "nf é" },
        { "IEchoService", "Ping", "C1", StatusCode.Unknown, "Exception was thrown by handler." },
    };

    /// <summary>Service and method that nobody serves, and what gRPC says of them.</summary>
    internal static TheoryData<string, string, string, string> Unserved => new()
    {
        { "IEchoService", "Nope", "01", "Method is unimplemented." },
        { "INope", "Ping", "01", "Service is unimplemented." },
        { "Demo.IEchoService", "Ping", "01", "Service is unimplemented." },
    };

    /// <summary>The recorded hub connection: "> " client to server, "&lt; " server to client. A question's id is random, so it is a placeholder.</summary>
    internal static readonly string[] Hub =
    [
        "< 93FF000C",
        "> 9301CE7FB7F0A929", "< 9301CE7FB7F0A92A",
        "> 9302D2A353BDEA92A3626F6207", "< 9302D2A353BDEAA5626F623A37",
        "> 9303CE2CEA492AC0", "< 9303CE2CEA492AC0",
        "> 9304CE2E742ACA01", "< 94040DD93B416E206572726F72206F63637572726564207768696C652070726F63657373696E672068616E646C65722027494563686F4875622F426F6F6D272EC0",
        "> 9305CE005EF20F9205A26E66", "< 940505A26E66C0",
        "> 9306D2D49C0989C0", "< 94060CD93E53747265616D696E67487562206D6574686F6420272D37323739373134343727206973206E6F7420666F756E6420696E2053747265616D696E674875622EC0",
        "> 92D2F0C7916705",
        "> 9307D2F0C7916706", "< 9307D2F0C79167C0",
        "> 9308CE66F999E6C0", "< 9308CE66F999E60B",
        "> 92CE2E742ACA05",
        "> 92D2D49C098905", "< 94FF0CD93E53747265616D696E67487562206D6574686F6420272D37323739373134343727206973206E6F7420666F756E6420696E2053747265616D696E674875622EC0",
        "> 9309CE30025399A172", "< 9309CE30025399C0",
        "> 930ACE2BA71600A26869", "< 92D2B4BADC8792A3737276A26869", "< 92CE066039A0C0", "< 930ACE2BA71600C0",
        "> 930BCE3D9E189814", "< 9500C0D924{question}CE7CFD61B214", "> 9400D924{question}CE7CFD61B215", "< 930BCE3D9E189814",
        "> 930CD2B5292C3CC0", "< 9500C0D924{question}CE7909EAF2C0", "> 9401D924{question}CE7909EAF2930DA26E6FC0",
        "< 930CD2B5292C3CB6527063457863657074696F6E7C496E7465726E616C7C",
        "> 947E03CD04D2C0", "< 957E03CD04D2C0C0C0",
        "> 93FFCE7FB7F0A901",
    ];

    /// <summary>Heartbeats of the server: number, time, message, and the client's answer.</summary>
    internal static TheoryData<short, long, string, string> ServerHeartbeats => new()
    {
        { 0, 1795370930628, "957F00CF000001A2047251C4C0C0", "947F00CF000001A2047251C4C0" },
        { 1, 1795370930927, "957F01CF000001A2047252EFC0C0", "947F01CF000001A2047252EFC0" },
        { 2, 1795370931225, "957F02CF000001A204725419C0C0", "947F02CF000001A204725419C0" },
        { 3, 1795370931532, "957F03CF000001A20472554CC0C0", "947F03CF000001A20472554CC0" },
        { 4, 1795370931836, "957F04CF000001A20472567CC0C0", "947F04CF000001A20472567CC0" },
        { 5, 1795370932125, "957F05CF000001A20472579DC0C0", "947F05CF000001A20472579DC0" },
        { 6, 1795370932432, "957F06CF000001A2047258D0C0C0", "947F06CF000001A2047258D0C0" },
        { 7, 1795370932725, "957F07CF000001A2047259F5C0C0", "947F07CF000001A2047259F5C0" },
    };
}

using System.Globalization;
using Grpc.Core;

namespace RayNet.Runtime.Rpc;

/// <summary>A failed call as it travels on any transport: a status, a text, and RayNet's own code where the server's exception had one.</summary>
internal sealed record RpcFault(StatusCode Status, string Detail, RayErrorCode? Error = null)
{
    /// <summary>The trailer that carries <see cref="Error"/> over gRPC, as a decimal number.</summary>
    internal const string ErrorTrailer = "raynet-error";

    /// <summary>Statuses travel as headers, which have limits, and escapes make a character up to nine bytes.</summary>
    private const int MaxDetail = 2000;

    private const string Unhandled = "Exception was thrown by handler.";

    /// <summary>What a client learns of an exception. The text of unexpected ones stays on the server.</summary>
    internal static RpcFault From(Exception exception) => TryFrom(exception) ?? exception switch
    {
        OperationCanceledException => new RpcFault(StatusCode.Cancelled, "The call was cancelled."),
        _ => new RpcFault(StatusCode.Unknown, Unhandled),
    };

    /// <summary>What an exception says that was meant for the client; <see langword="null"/> for one that nobody expected.</summary>
    internal static RpcFault? TryFrom(Exception exception) => exception switch
    {
        IRayError error => new RpcFault(RpcErrors.StatusOf(error.Code), Cut(exception.Message), error.Code),
        RpcException status => new RpcFault(status.StatusCode, Cut(status.Status.Detail), ErrorIn(status.Trailers)),
        _ => null,
    };

    /// <summary>The exception that a client throws: RayNet's own, or one with the status.</summary>
    internal Exception ToException() => Error is { } error ? RpcErrors.Rebuild(error, Detail) : new RpcException(new Status(Status, Detail));

    /// <summary>The exception that a gRPC server throws to end a call with this fault.</summary>
    internal RpcException ToServerException() =>
        new(new Status(Status, Detail), Error is { } error ? new Metadata { { ErrorTrailer, ((int)error).ToString(CultureInfo.InvariantCulture) } } : Metadata.Empty);

    private static RayErrorCode? ErrorIn(Metadata trailers) =>
        trailers.GetValue(ErrorTrailer) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? (RayErrorCode)code : null;

    private static string Cut(string text)
    {
        if (text.Length <= MaxDetail)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[MaxDetail - 1]) ? MaxDetail - 1 : MaxDetail;
        return string.Concat(text.AsSpan(0, end), " …");
    }
}

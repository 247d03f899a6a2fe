namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>What a message of a hub connection is.</summary>
internal enum HubMessageKind
{
    /// <summary>A call that is not answered, in either direction.</summary>
    Call,

    /// <summary>A call that the server answers.</summary>
    Request,

    /// <summary>The server's answer to a request.</summary>
    Response,

    /// <summary>The server's failure of a request.</summary>
    Error,

    /// <summary>A call that the client answers.</summary>
    Question,

    /// <summary>The client's answer to a question.</summary>
    Answer,

    /// <summary>The client's failure of a question.</summary>
    AnswerError,

    /// <summary>A heartbeat of the other side, to be answered.</summary>
    Heartbeat,

    /// <summary>The other side's answer to a heartbeat.</summary>
    HeartbeatAnswer,
}

using Grpc.Core;
using RayNet.CompilerServices;
using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Echo;
using RayNet.Runtime.Rpc.Tests.Support;

namespace RayNet.Runtime.Rpc.Tests.Unary;

/// <summary>Services on the smallest transport there is.</summary>
public sealed class ServiceTests
{
    private readonly ProbeService _service = new();
    private readonly RpcDispatcher _dispatcher;
    private readonly ProbeServiceClient _client;

    public ServiceTests()
    {
        _dispatcher = new RpcDispatcher().Add(_service);
        _client = new ProbeServiceClient(new MemoryInvoker(_dispatcher));
    }

    [Fact]
    public async Task Client_and_implementation_are_the_same_to_their_user()
    {
        foreach (IProbeService service in (IProbeService[])[_service, _client])
        {
            Assert.Equal("Hello, aaa", await service.HelloAsync("a"));
            Assert.Equal("Hello, aa", await service.HelloAsync("a", 2));
            Assert.Equal(120, await service.SumAsync(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
            Assert.Equal("base", await service.BaseAsync());
            Assert.Null(await service.EchoAsync(null, CancellationToken.None));
            Assert.Equal("n", (await service.EchoAsync(new ProbeValue("n", [], DayOfWeek.Sunday), CancellationToken.None))!.Name);
            await Assert.ThrowsAsync<ActorNotFoundException>(() => service.FailAsync((int)RayErrorCode.ActorNotFound, "no"));
        }
    }

    [Fact]
    public void Names_on_the_wire_are_those_of_the_attributes_or_the_declaration() => Assert.Equal(
        ["/Probe/BaseAsync", "/Probe/BlobAsync", "/Probe/EchoAsync", "/Probe/FailAsync", "/Probe/HelloAsync", "/Probe/WaitAsync", "/Probe/sum"],
        _dispatcher.Handlers.Select(static handler => handler.Method.FullName).Order(StringComparer.Ordinal));

    [Fact]
    public void A_method_is_found_by_its_path_and_by_its_number()
    {
        Assert.True(_dispatcher.TryFind("Probe", "sum", out RpcHandler? byName));
        Assert.True(_dispatcher.TryFind(ProbeServiceMethods.SumAsync.Id, out RpcHandler? byId));
        Assert.Same(byName, byId);
        Assert.Equal(MethodHash.Of("Probe/sum"), ProbeServiceMethods.SumAsync.Id);
        Assert.False(_dispatcher.TryFind("Probe", "SumAsync", out _));
        Assert.False(_dispatcher.TryFind(1, out _));
    }

    [Theory]
    [InlineData("Ping", 2142761129)]
    [InlineData("Greet", -1554792982)]
    [InlineData("OnMessage", -1262822265)]
    public void Numbers_are_the_hashes_of_MagicOnion(string name, int number) => Assert.Equal(number, MethodHash.Of(name));

    [Fact]
    public void Two_services_of_one_name_are_refused() =>
        Assert.Contains("/Probe/BaseAsync is served already", Assert.Throws<InvalidOperationException>(() => _dispatcher.Add(new ProbeService())).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_methods_of_one_number_are_refused()
    {
        RpcDispatcher dispatcher = new RpcDispatcher().AddHandler(Named("Mjqnauo"));
        Assert.Contains("have the same number", Assert.Throws<InvalidOperationException>(() => dispatcher.AddHandler(Named("Mmrlgmi"))).Message, StringComparison.Ordinal);

        static RpcHandler Named(string name) =>
            RpcHandler.Create(new RpcMethod<Unit, Unit>("ICollide", name, RpcCodecs.Nil, RpcCodecs.Nil), static (_, _) => default);
    }

    [Fact]
    public void Two_hubs_of_one_name_are_refused()
    {
        RpcDispatcher dispatcher = new RpcDispatcher().AddProbeHub(static _ => throw new NotSupportedException());
        Assert.Throws<InvalidOperationException>(() => dispatcher.AddProbeHub(static _ => throw new NotSupportedException()));
        Assert.True(dispatcher.TryFindHub("Probe", out HubEndpoint? hub));
        Assert.Equal([hub], dispatcher.Hubs);
        Assert.False(dispatcher.TryFindHub("IProbeHub", out _));
    }

    [Fact]
    public async Task Cancellation_reaches_the_implementation_and_is_not_sent()
    {
        using var source = new CancellationTokenSource();
        Task call = _client.WaitAsync(source.Token);
        await _service.Waiting.Task.WaitAsync(Limits.Wait);
        await source.CancelAsync();
        await _service.Cancelled.Task.WaitAsync(Limits.Wait);
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call.WaitAsync(Limits.Wait))).StatusCode);
    }

    public static TheoryData<RayErrorCode> Codes => [.. Enum.GetValues<RayErrorCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_error_code_survives_the_way(RayErrorCode code)
    {
        Exception original = RpcErrors.Rebuild(code, "what happened");
        RpcFault fault = RpcFault.From(original);
        Exception overGrpc = RpcFault.TryFrom(fault.ToServerException())!.ToException();
        Assert.Equal((original.GetType(), original.Message, code), (overGrpc.GetType(), overGrpc.Message, ((IRayError)overGrpc).Code));
        Assert.Equal(fault, RpcFault.From(overGrpc));
        Assert.NotEqual(StatusCode.OK, fault.Status);
    }

    [Fact]
    public void Every_code_with_an_exception_of_its_own_is_rebuilt_as_that()
    {
        RayErrorCode[] plain = [RayErrorCode.Unknown, RayErrorCode.TaskFailed, RayErrorCode.OutOfMemory, RayErrorCode.Preempted, RayErrorCode.NodeRefused, RayErrorCode.ClusterUnreachable, RayErrorCode.Unauthorized, RayErrorCode.VersionMismatch, RayErrorCode.HeadStoreFailed, RayErrorCode.NotLeader, RayErrorCode.NodeGivenUp];
        Assert.Equal(plain, Enum.GetValues<RayErrorCode>().Where(static code => RpcErrors.Rebuild(code, "x").GetType() == typeof(RayException)));
    }

    [Fact]
    public void A_long_text_is_cut_between_characters()
    {
        RpcFault fault = RpcFault.From(new RayException(RayErrorCode.Unknown, new string('x', 1999) + "\U0001D11E" + new string('y', 100_000)));
        Assert.Equal(new string('x', 1999) + " …", fault.Detail);
    }
}

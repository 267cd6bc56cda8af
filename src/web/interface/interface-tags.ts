/** The groups of the interface, in the order in which they are met. */
export const INTERFACE_TAGS = [
  {
    name: 'verifications',
    description: '查验：证照是否真实、未改、有效 / Is a licence genuine, unchanged, in force',
  },
  { name: 'licences', description: '证照签发与变更 / Issuing, changing and reading licences' },
  {
    name: 'licence drafts',
    description: '证照拟制与审核 / Licences that people make and other people check',
  },
  {
    name: 'licence acts',
    description: '暂扣、挂失、注销、吊销等 / Acts on a licence: suspension, loss, cancellation …',
  },
  { name: 'problem reports', description: '群众反映的问题 / What people report of licences' },
  { name: 'own-licences', description: '本人证照 / What signed-in holders have of their own' },
  { name: 'catalogue', description: '证照类型目录 / Licence types' },
  {
    name: 'sign-in',
    description: '工作人员登录、登记与本人账号 / Sign-in, enrolment and own account of staff',
  },
  { name: 'units', description: '机构 / Departments that issue' },
  { name: 'staff', description: '人员账号与角色 / Accounts of people and their roles' },
  {
    name: 'clients',
    description: '部门系统：访问令牌、登记 / Systems of departments: access tokens, registration',
  },
  { name: 'seals', description: '电子印章状态 / Whether a seal is in use' },
  { name: 'log', description: '访问日志：检查点、证明、检索 / The access log: checkpoints, proofs, search' },
  { name: 'trust', description: '证书、吊销列表、声明公钥 / Certificates, revocation lists, statement keys' },
  { name: 'service', description: '健康检查、指标、接口文档 / Health, metrics, this description' },
] as const;
